using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of EndpointSortKey in the SageMaker API; any other string converts too.</summary>
public class EndpointSortKey : ConstantClass
{
    public static readonly EndpointSortKey Name = new("Name");
    public static readonly EndpointSortKey CreationTime = new("CreationTime");
    public static readonly EndpointSortKey Status = new("Status");

    public EndpointSortKey(string value) : base(value) { }

    public static EndpointSortKey FindValue(string value) => FindValue<EndpointSortKey>(value);

    public static implicit operator EndpointSortKey(string value) => FindValue(value);
}
