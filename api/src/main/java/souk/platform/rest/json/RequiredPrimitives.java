package souk.platform.rest.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** A member left out must not turn into zero: a primitive component of a record has to be there. */
class RequiredPrimitives extends JacksonAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getRawType().isPrimitive()
                && parameter.getDeclaringClass().isRecord()) {
            return true;
        }
        return super.hasRequiredMarker(config, member);
    }
}
