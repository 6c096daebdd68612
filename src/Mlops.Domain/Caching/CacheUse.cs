using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Caching;

/// <summary>Whether a run may take results that earlier runs left. What it computes itself is kept either way.</summary>
[JsonConverter(typeof(CamelCaseEnum<CacheUse>))]
public enum CacheUse
{
    On,

    /// <summary>Every step is executed.</summary>
    Off,
}
