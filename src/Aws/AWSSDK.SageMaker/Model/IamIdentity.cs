namespace Amazon.SageMaker.Model;

/// <summary>The IamIdentity structure of the SageMaker API.</summary>
public class IamIdentity
{
    public string Arn { get; set; }

    public string PrincipalId { get; set; }

    public string SourceIdentity { get; set; }
}
