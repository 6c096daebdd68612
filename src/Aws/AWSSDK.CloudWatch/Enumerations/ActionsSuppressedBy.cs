using Amazon.Runtime;

namespace Amazon.CloudWatch;

/// <summary>The values of ActionsSuppressedBy in the CloudWatch API; any other string converts too.</summary>
public class ActionsSuppressedBy : ConstantClass
{
    public static readonly ActionsSuppressedBy WaitPeriod = new("WaitPeriod");
    public static readonly ActionsSuppressedBy ExtensionPeriod = new("ExtensionPeriod");
    public static readonly ActionsSuppressedBy Alarm = new("Alarm");

    public ActionsSuppressedBy(string value) : base(value) { }

    public static ActionsSuppressedBy FindValue(string value) => FindValue<ActionsSuppressedBy>(value);

    public static implicit operator ActionsSuppressedBy(string value) => FindValue(value);
}
