namespace Amazon.SageMaker.Model;

/// <summary>The UserContext structure of the SageMaker API.</summary>
public class UserContext
{
    public string DomainId { get; set; }

    public IamIdentity IamIdentity { get; set; }

    public string UserProfileArn { get; set; }

    public string UserProfileName { get; set; }
}
