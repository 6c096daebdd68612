namespace Amazon.SageMaker.Model;

/// <summary>The NetworkConfig structure of the SageMaker API.</summary>
public class NetworkConfig
{
    public bool? EnableInterContainerTrafficEncryption { get; set; }

    public bool? EnableNetworkIsolation { get; set; }

    public VpcConfig VpcConfig { get; set; }
}
