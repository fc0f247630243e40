package io.github.privlint.gradle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.gradle.api.GradleException;

/** Calls of members that not every version of Gradle has, and of the Android plugin, which is on no class path here. */
public final class Members {
    private Members() {}

    /** Whether an object has a public method without parameters. */
    public static boolean has(Object target, String name) {
        return find(target.getClass(), name, new Object[0]) != null;
    }

    /** What a method answers, false where there is no such method. */
    public static boolean flag(Object target, String name) {
        return has(target, name) && Boolean.TRUE.equals(call(target, name));
    }

    /** What a method without parameters answers. */
    public static Object call(Object target, String name) {
        return invoke(target, name, new Object[0]);
    }

    /** What a method with one parameter answers. */
    public static Object call(Object target, String name, Object argument) {
        Object[] arguments = new Object[1];
        arguments[0] = argument;
        return invoke(target, name, arguments);
    }

    /** What a method with two parameters answers. */
    public static Object call(Object target, String name, Object first, Object second) {
        Object[] arguments = new Object[2];
        arguments[0] = first;
        arguments[1] = second;
        return invoke(target, name, arguments);
    }

    static Object invoke(Object target, String name, Object[] arguments) {
        Method method = find(target.getClass(), name, arguments);
        if (method == null) {
            throw new GradleException("privlint: " + target.getClass().getName() + " has no method " + name);
        }
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException error) {
            throw new GradleException("privlint: " + method + " cannot be called", error);
        } catch (InvocationTargetException error) {
            throw new GradleException("privlint: " + method + " failed: " + error.getCause(), error.getCause());
        }
    }

    /** The method in a class or interface that may be used from outside: implementations often are not public. */
    static Method find(Class<?> type, String name, Object[] arguments) {
        Class<?> each = type;
        while (each != null) {
            Method found = declared(each, name, arguments);
            if (found != null) {
                return found;
            }
            for (Class<?> other : each.getInterfaces()) {
                found = find(other, name, arguments);
                if (found != null) {
                    return found;
                }
            }
            each = each.getSuperclass();
        }
        return null;
    }

    static Method declared(Class<?> type, String name, Object[] arguments) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && Modifier.isPublic(method.getModifiers()) && fits(method, arguments)) {
                return method;
            }
        }
        return null;
    }

    static boolean fits(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int at = 0; at < types.length; at++) {
            if (!types[at].isInstance(arguments[at])) {
                return false;
            }
        }
        return true;
    }
}
