namespace Mlops.Functions.PromotionTrigger;

/// <summary>What the event says of a package is not what its registry says, or its artifact did not arrive whole.</summary>
public sealed class PromotionRefusedException(string package, string reason) : Exception($"{package} is not promoted: {reason}.");
