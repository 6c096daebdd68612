using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of SecondaryStatus in the SageMaker API; any other string converts too.</summary>
public class SecondaryStatus : ConstantClass
{
    public static readonly SecondaryStatus Starting = new("Starting");
    public static readonly SecondaryStatus LaunchingMLInstances = new("LaunchingMLInstances");
    public static readonly SecondaryStatus PreparingTrainingStack = new("PreparingTrainingStack");
    public static readonly SecondaryStatus Downloading = new("Downloading");
    public static readonly SecondaryStatus DownloadingTrainingImage = new("DownloadingTrainingImage");
    public static readonly SecondaryStatus Training = new("Training");
    public static readonly SecondaryStatus Uploading = new("Uploading");
    public static readonly SecondaryStatus Stopping = new("Stopping");
    public static readonly SecondaryStatus Stopped = new("Stopped");
    public static readonly SecondaryStatus MaxRuntimeExceeded = new("MaxRuntimeExceeded");
    public static readonly SecondaryStatus Completed = new("Completed");
    public static readonly SecondaryStatus Failed = new("Failed");
    public static readonly SecondaryStatus Interrupted = new("Interrupted");
    public static readonly SecondaryStatus MaxWaitTimeExceeded = new("MaxWaitTimeExceeded");
    public static readonly SecondaryStatus Updating = new("Updating");
    public static readonly SecondaryStatus Restarting = new("Restarting");
    public static readonly SecondaryStatus Pending = new("Pending");

    public SecondaryStatus(string value) : base(value) { }

    public static SecondaryStatus FindValue(string value) => FindValue<SecondaryStatus>(value);

    public static implicit operator SecondaryStatus(string value) => FindValue(value);
}
