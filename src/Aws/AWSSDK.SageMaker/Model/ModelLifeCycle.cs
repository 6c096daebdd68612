namespace Amazon.SageMaker.Model;

/// <summary>The ModelLifeCycle structure of the SageMaker API.</summary>
public class ModelLifeCycle
{
    public string Stage { get; set; }

    public string StageDescription { get; set; }

    public string StageStatus { get; set; }
}
