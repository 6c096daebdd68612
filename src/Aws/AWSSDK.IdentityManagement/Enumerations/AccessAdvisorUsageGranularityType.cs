using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>The values of AccessAdvisorUsageGranularityType in the IAM API; any other string converts too.</summary>
public class AccessAdvisorUsageGranularityType : ConstantClass
{
    public static readonly AccessAdvisorUsageGranularityType ACTION_LEVEL = new("ACTION_LEVEL");
    public static readonly AccessAdvisorUsageGranularityType SERVICE_LEVEL = new("SERVICE_LEVEL");

    public AccessAdvisorUsageGranularityType(string value) : base(value) { }

    public static AccessAdvisorUsageGranularityType FindValue(string value) => FindValue<AccessAdvisorUsageGranularityType>(value);

    public static implicit operator AccessAdvisorUsageGranularityType(string value) => FindValue(value);
}
