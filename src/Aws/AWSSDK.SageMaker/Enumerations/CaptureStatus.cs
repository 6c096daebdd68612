using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of CaptureStatus in the SageMaker API; any other string converts too.</summary>
public class CaptureStatus : ConstantClass
{
    public static readonly CaptureStatus Started = new("Started");
    public static readonly CaptureStatus Stopped = new("Stopped");

    public CaptureStatus(string value) : base(value) { }

    public static CaptureStatus FindValue(string value) => FindValue<CaptureStatus>(value);

    public static implicit operator CaptureStatus(string value) => FindValue(value);
}
