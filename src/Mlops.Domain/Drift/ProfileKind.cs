using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Drift;

/// <summary>How a raw column is profiled. A time column is not: it only says which month a row belongs to.</summary>
[JsonConverter(typeof(CamelCaseEnum<ProfileKind>))]
public enum ProfileKind
{
    Numeric,
    Categorical,
}
