-- The first administrator is an account like any other.
DROP TABLE operator;
