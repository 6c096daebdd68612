namespace Amazon.SageMaker.Model;

/// <summary>The DeployedImage structure of the SageMaker API.</summary>
public class DeployedImage
{
    public DateTime? ResolutionTime { get; set; }

    public string ResolvedImage { get; set; }

    public string SpecifiedImage { get; set; }
}
