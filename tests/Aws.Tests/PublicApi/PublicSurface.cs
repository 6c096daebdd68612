using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aws.Tests.PublicApi;

/// <summary>What an assembly offers to others: one line per visible type and per visible member declared on it.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(LinesOf).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> LinesOf(Type type)
    {
        var name = TypeName.Of(type);
        yield return HeadOf(type);
        foreach (var member in type.GetMembers(Declared).Where(IsVisible))
        {
            if (MemberLine.Of(member) is { } line)
            {
                yield return $"{name}::{line}";
            }
        }
    }

    private static string HeadOf(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" :
            type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";
        var head = $"{kind} {TypeName.Of(type)}";
        return type.BaseType is { } parent && kind is "class" or "abstract class" && parent != typeof(object)
            ? $"{head} : {TypeName.Of(parent)}"
            : head;
    }

    private static bool IsVisible(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && (type.IsPublic || (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(a => IsVisible((MemberInfo)a)),
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false, // nested types are listed by themselves
    };
}
