using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ContainerMode in the SageMaker API; any other string converts too.</summary>
public class ContainerMode : ConstantClass
{
    public static readonly ContainerMode SingleModel = new("SingleModel");
    public static readonly ContainerMode MultiModel = new("MultiModel");

    public ContainerMode(string value) : base(value) { }

    public static ContainerMode FindValue(string value) => FindValue<ContainerMode>(value);

    public static implicit operator ContainerMode(string value) => FindValue(value);
}
