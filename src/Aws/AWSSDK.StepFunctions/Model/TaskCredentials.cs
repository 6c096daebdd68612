namespace Amazon.StepFunctions.Model;

/// <summary>The TaskCredentials structure of the Step Functions API.</summary>
public class TaskCredentials
{
    public string RoleArn { get; set; }
}
