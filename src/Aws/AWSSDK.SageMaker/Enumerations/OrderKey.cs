using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of OrderKey in the SageMaker API; any other string converts too.</summary>
public class OrderKey : ConstantClass
{
    public static readonly OrderKey Ascending = new("Ascending");
    public static readonly OrderKey Descending = new("Descending");

    public OrderKey(string value) : base(value) { }

    public static OrderKey FindValue(string value) => FindValue<OrderKey>(value);

    public static implicit operator OrderKey(string value) => FindValue(value);
}
