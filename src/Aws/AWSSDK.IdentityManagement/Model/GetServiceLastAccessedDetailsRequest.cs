namespace Amazon.IdentityManagement.Model;

/// <summary>Input of GetServiceLastAccessedDetails.</summary>
public class GetServiceLastAccessedDetailsRequest : AmazonIdentityManagementServiceRequest
{
    public string JobId { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}
