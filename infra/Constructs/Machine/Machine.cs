using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A STANDARD state machine with a fixed name, its own role and an error log that holds no data of the execution.</summary>
public sealed class Machine : Construct
{
    public Machine(Construct scope, string id, MachineProps props)
        : base(scope, id)
    {
        var role = ServiceRole.Create(this, "Role", "states.amazonaws.com", [.. props.Access, LogDelivery()]);
        var machine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineName = props.Name,
            StateMachineType = StateMachineType.STANDARD,
            Comment = props.Comment,
            DefinitionBody = DefinitionBody.FromChainable(props.Definition),
            Role = role,
            Timeout = props.Timeout,
            Logs = new LogOptions { Destination = Logs(props.Name), Level = LogLevel.ERROR, IncludeExecutionData = false },
        });
        ServiceRole.ByReferenceOnly(machine);
    }

    // Log delivery is made and found by calls that AWS offers on no narrower resource.
    private static PolicyStatement LogDelivery() => Grants.AllowOnEverything(
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups");

    // Log groups under this prefix share one resource policy; others run into that policy's size limit.
    private LogGroup Logs(string machine) => new(this, "Logs", new LogGroupProps
    {
        LogGroupName = $"/aws/vendedlogs/states/{machine}",
        Retention = RetentionDays.ONE_MONTH,
        RemovalPolicy = RemovalPolicy.DESTROY,
    });
}
