using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>The values of JobStatusType in the IAM API; any other string converts too.</summary>
public class JobStatusType : ConstantClass
{
    public static readonly JobStatusType COMPLETED = new("COMPLETED");
    public static readonly JobStatusType FAILED = new("FAILED");
    public static readonly JobStatusType IN_PROGRESS = new("IN_PROGRESS");

    public JobStatusType(string value) : base(value) { }

    public static JobStatusType FindValue(string value) => FindValue<JobStatusType>(value);

    public static implicit operator JobStatusType(string value) => FindValue(value);
}
