namespace Amazon.SageMaker.Model;

/// <summary>The CaptureOption structure of the SageMaker API.</summary>
public class CaptureOption
{
    public CaptureMode CaptureMode { get; set; }
}
