using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of VariantStatus in the SageMaker API; any other string converts too.</summary>
public class VariantStatus : ConstantClass
{
    public static readonly VariantStatus Creating = new("Creating");
    public static readonly VariantStatus Updating = new("Updating");
    public static readonly VariantStatus Deleting = new("Deleting");
    public static readonly VariantStatus ActivatingTraffic = new("ActivatingTraffic");
    public static readonly VariantStatus Baking = new("Baking");

    public VariantStatus(string value) : base(value) { }

    public static VariantStatus FindValue(string value) => FindValue<VariantStatus>(value);

    public static implicit operator VariantStatus(string value) => FindValue(value);
}
