using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of SortBy in the SageMaker API; any other string converts too.</summary>
public class SortBy : ConstantClass
{
    public static readonly SortBy Name = new("Name");
    public static readonly SortBy CreationTime = new("CreationTime");
    public static readonly SortBy Status = new("Status");

    public SortBy(string value) : base(value) { }

    public static SortBy FindValue(string value) => FindValue<SortBy>(value);

    public static implicit operator SortBy(string value) => FindValue(value);
}
