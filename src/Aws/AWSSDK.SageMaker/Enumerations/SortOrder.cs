using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of SortOrder in the SageMaker API; any other string converts too.</summary>
public class SortOrder : ConstantClass
{
    public static readonly SortOrder Ascending = new("Ascending");
    public static readonly SortOrder Descending = new("Descending");

    public SortOrder(string value) : base(value) { }

    public static SortOrder FindValue(string value) => FindValue<SortOrder>(value);

    public static implicit operator SortOrder(string value) => FindValue(value);
}
