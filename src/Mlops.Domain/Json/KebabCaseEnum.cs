using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>Enumeration members by kebab-case name (<c>not-enough-data</c>); numbers are refused.</summary>
public sealed class KebabCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
