namespace Amazon.SageMaker.Model;

/// <summary>The DeploymentConfig structure of the SageMaker API.</summary>
public class DeploymentConfig
{
    public AutoRollbackConfig AutoRollbackConfiguration { get; set; }

    public BlueGreenUpdatePolicy BlueGreenUpdatePolicy { get; set; }

    public RollingUpdatePolicy RollingUpdatePolicy { get; set; }
}
