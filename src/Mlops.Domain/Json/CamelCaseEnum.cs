using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>Enumeration members by camelCase name; numbers are refused.</summary>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
