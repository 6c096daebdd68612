using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>Step Functions' rules about execution names, without any execution.</summary>
internal sealed class FakeStepFunctions() : AmazonStepFunctionsClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    private readonly Dictionary<string, Execution> _executions = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 10, TimeSpan.Zero);

    public IReadOnlyList<string> Started => [.. _executions.Values.Select(execution => execution.Name)];

    public string Run(string name, string input, DateTimeOffset start, string machine = World.RetrainMachine)
    {
        var arn = World.Execution(name, machine);
        _executions[arn] = new Execution(name, input, start.UtcDateTime, ExecutionStatus.RUNNING);
        return arn;
    }

    public void End(string arn, ExecutionStatus status) => _executions[arn] = _executions[arn] with { Status = status };

    public string Input(string name) => _executions.Values.Single(execution => execution.Name == name).Input;

    /// <summary>Tokens with which somebody waits, and those that were answered.</summary>
    public HashSet<string> Tokens { get; } = [];

    public List<string> Woken { get; } = [];

    public override Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default)
    {
        if (!Tokens.Remove(request.TaskToken))
        {
            throw new TaskTimedOutException("Task Timed Out: 'Provided task does not exist anymore'");
        }

        Woken.Add(request.TaskToken);
        return Task.FromResult(new SendTaskSuccessResponse());
    }

    public override Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        var arn = World.Execution(request.Name, request.StateMachineArn);
        lock (_executions)
        {
            if (!_executions.TryGetValue(arn, out var execution))
            {
                Run(request.Name, request.Input, Now, request.StateMachineArn);
            }
            else if (execution.Status != ExecutionStatus.RUNNING || execution.Input != request.Input)
            {
                throw new ExecutionAlreadyExistsException($"Execution Already Exists: '{arn}'");
            }
        }

        return Task.FromResult(new StartExecutionResponse { ExecutionArn = arn, StartDate = _executions[arn].Start });
    }

    public override Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        _executions.TryGetValue(request.ExecutionArn, out var execution)
            ? Task.FromResult(new DescribeExecutionResponse { ExecutionArn = request.ExecutionArn, Name = execution.Name, Input = execution.Input, StartDate = execution.Start, Status = execution.Status })
            : throw new ExecutionDoesNotExistException($"Execution Does Not Exist: '{request.ExecutionArn}'");

    public override Task<ListExecutionsResponse> ListExecutionsAsync(ListExecutionsRequest request, CancellationToken cancellationToken = default)
    {
        var listed = _executions
            .Where(entry => entry.Key == World.Execution(entry.Value.Name, request.StateMachineArn) && entry.Value.Status == request.StatusFilter)
            .OrderByDescending(entry => entry.Value.Start)
            .Take(request.MaxResults ?? 1000)
            .Select(entry => new ExecutionListItem { ExecutionArn = entry.Key, Name = entry.Value.Name, StartDate = entry.Value.Start, Status = entry.Value.Status })
            .ToList();
        return Task.FromResult(new ListExecutionsResponse { Executions = listed.Count == 0 ? null : listed });
    }

    private sealed record Execution(string Name, string Input, DateTime Start, ExecutionStatus Status);
}
