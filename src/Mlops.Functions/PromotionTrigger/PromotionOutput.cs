using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>Answer of <c>promotion-trigger</c>: the package in this account's registry, and its reason when there is none.</summary>
public sealed record PromotionOutput(PromotionStatus Status, string? Package, string? Reason);

/// <summary>What became of a promotion event.</summary>
[JsonConverter(typeof(CamelCaseEnum<PromotionStatus>))]
public enum PromotionStatus
{
    Registered,
    Duplicate,
    Ignored,
}

/// <summary><c>promoted/&lt;pipeline&gt;/&lt;model&gt;/&lt;token&gt;.json</c>: which package of this account a source package became.</summary>
public sealed record PromotedPackage(string Source, string Package);
