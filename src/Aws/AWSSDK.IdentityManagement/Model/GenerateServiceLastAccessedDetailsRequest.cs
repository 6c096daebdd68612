namespace Amazon.IdentityManagement.Model;

/// <summary>Input of GenerateServiceLastAccessedDetails.</summary>
public class GenerateServiceLastAccessedDetailsRequest : AmazonIdentityManagementServiceRequest
{
    public string Arn { get; set; }

    public AccessAdvisorUsageGranularityType Granularity { get; set; }
}
