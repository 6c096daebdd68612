using System.Reflection;

namespace Aws.Tests.PublicApi;

/// <summary>A member as the listings spell it: name, types, accessors, and whether it is static or can be overridden.</summary>
internal static class MemberLine
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Null for what another line already says: accessors and explicit implementations.</summary>
    public static string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: true } => null,
        ConstructorInfo constructor => $".ctor({Parameters(constructor)})",
        MethodInfo method when method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method => $"{Modifiers(method)}{MethodName(method)}({Parameters(method)}) : {Typed(method.ReturnParameter)}",
        PropertyInfo property => $"{Modifiers(property.GetAccessors(true)[0])}{property.Name} {{ {Accessors(property)} }} : {Typed(property)}",
        FieldInfo field when field.IsSpecialName => null,
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{field.Name} : {TypeName.Of(field.FieldType)}{Mark(Nullability.Create(field).ReadState, field.FieldType)}",
        EventInfo @event => $"event {@event.Name} : {TypeName.Of(@event.EventHandlerType!)}",
        _ => null,
    };

    private static string MethodName(MethodInfo method) =>
        method.IsGenericMethod ? $"{method.Name}<{string.Join(",", method.GetGenericArguments().Select(a => a.Name))}>" : method.Name;

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static " : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsInterface ? "virtual " : "";

    private static string Accessors(PropertyInfo property)
    {
        var visible = property.GetAccessors(true).Where(a => a.IsPublic || a.IsFamily || a.IsFamilyOrAssembly);
        return string.Join(" ", visible.Select(a => (a.IsPublic ? "" : "protected ") + a.Name[..a.Name.IndexOf('_')] + ";").Order(StringComparer.Ordinal));
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Typed(p)} {p.Name}" + (p.HasDefaultValue ? " = default" : "")));

    private static string Typed(ParameterInfo parameter) =>
        TypeName.Of(parameter.ParameterType) + Mark(Nullability.Create(parameter).WriteState, parameter.ParameterType);

    private static string Typed(PropertyInfo property) =>
        TypeName.Of(property.PropertyType) + Mark(Nullability.Create(property).ReadState, property.PropertyType);

    private static string Mark(NullabilityState state, Type type) =>
        state == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
}
