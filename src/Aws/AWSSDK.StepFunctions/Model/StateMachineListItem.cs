namespace Amazon.StepFunctions.Model;

/// <summary>The StateMachineListItem structure of the Step Functions API.</summary>
public class StateMachineListItem
{
    public DateTime? CreationDate { get; set; }

    public string Name { get; set; }

    public string StateMachineArn { get; set; }

    public StateMachineType Type { get; set; }
}
