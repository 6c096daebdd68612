namespace Aws.Tests.PublicApi;

/// <summary>A type as the listings spell it: with namespace, declaring types and type arguments.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?" : Named(type);
    }

    private static string Named(Type type)
    {
        var path = type.Name.Split('`')[0];
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
        {
            path = outer.Name.Split('`')[0] + "+" + path;
        }

        var arguments = type.GetGenericArguments();
        var suffix = arguments.Length == 0 ? "" : $"<{string.Join(",", arguments.Select(Of))}>";
        return $"{type.Namespace}.{path}{suffix}";
    }
}
