using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Output of GenerateServiceLastAccessedDetails.</summary>
public class GenerateServiceLastAccessedDetailsResponse : AmazonWebServiceResponse
{
    public string JobId { get; set; }
}
