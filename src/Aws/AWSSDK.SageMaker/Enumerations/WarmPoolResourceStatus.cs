using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of WarmPoolResourceStatus in the SageMaker API; any other string converts too.</summary>
public class WarmPoolResourceStatus : ConstantClass
{
    public static readonly WarmPoolResourceStatus Available = new("Available");
    public static readonly WarmPoolResourceStatus Terminated = new("Terminated");
    public static readonly WarmPoolResourceStatus Reused = new("Reused");
    public static readonly WarmPoolResourceStatus InUse = new("InUse");

    public WarmPoolResourceStatus(string value) : base(value) { }

    public static WarmPoolResourceStatus FindValue(string value) => FindValue<WarmPoolResourceStatus>(value);

    public static implicit operator WarmPoolResourceStatus(string value) => FindValue(value);
}
