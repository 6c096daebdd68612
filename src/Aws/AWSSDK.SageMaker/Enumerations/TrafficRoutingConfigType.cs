using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of TrafficRoutingConfigType in the SageMaker API; any other string converts too.</summary>
public class TrafficRoutingConfigType : ConstantClass
{
    public static readonly TrafficRoutingConfigType ALL_AT_ONCE = new("ALL_AT_ONCE");
    public static readonly TrafficRoutingConfigType CANARY = new("CANARY");
    public static readonly TrafficRoutingConfigType LINEAR = new("LINEAR");

    public TrafficRoutingConfigType(string value) : base(value) { }

    public static TrafficRoutingConfigType FindValue(string value) => FindValue<TrafficRoutingConfigType>(value);

    public static implicit operator TrafficRoutingConfigType(string value) => FindValue(value);
}
