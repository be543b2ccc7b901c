package souk.platform.rest;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import souk.platform.rest.json.StrictJson;

import java.util.List;

/** Spring MVC as every controller finds it. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:souk/platform/rest/http.properties")
class WebConfiguration implements WebMvcConfigurer {

    @Bean
    @Order
    ServerHttpMessageConvertersCustomizer strictBodies(StrictJson json) {
        return converters ->
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PagingResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new AcceptableAnswers()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new ConcreteContent());
    }
}
