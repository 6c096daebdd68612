using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Base of every IAM request.</summary>
public class AmazonIdentityManagementServiceRequest : AmazonWebServiceRequest;
