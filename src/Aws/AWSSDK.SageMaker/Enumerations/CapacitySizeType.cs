using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of CapacitySizeType in the SageMaker API; any other string converts too.</summary>
public class CapacitySizeType : ConstantClass
{
    public static readonly CapacitySizeType INSTANCE_COUNT = new("INSTANCE_COUNT");
    public static readonly CapacitySizeType CAPACITY_PERCENT = new("CAPACITY_PERCENT");

    public CapacitySizeType(string value) : base(value) { }

    public static CapacitySizeType FindValue(string value) => FindValue<CapacitySizeType>(value);

    public static implicit operator CapacitySizeType(string value) => FindValue(value);
}
