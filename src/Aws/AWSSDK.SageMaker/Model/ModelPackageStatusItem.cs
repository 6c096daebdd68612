namespace Amazon.SageMaker.Model;

/// <summary>The ModelPackageStatusItem structure of the SageMaker API.</summary>
public class ModelPackageStatusItem
{
    public string FailureReason { get; set; }

    public string Name { get; set; }

    public DetailedModelPackageStatus Status { get; set; }
}
