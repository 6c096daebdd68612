using System.Text.Json;
using Amazon.Shared;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions. An operation is made when it is first used.</summary>
internal static class StepFunctionsOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.StepFunctions",
        ApiVersion = "2016-11-23",
        TargetPrefix = "AWSStepFunctions",
        ContentType = "application/x-amz-json-1.0",
        Naming = JsonNamingPolicy.CamelCase,
        Constants = StepFunctionsConstants.Converters(),
        Unmodelled = e => new AmazonStepFunctionsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError ExecutionLimitExceeded = new(
        "ExecutionLimitExceeded", e => new ExecutionLimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ExecutionAlreadyExists = new(
        "ExecutionAlreadyExists", e => new ExecutionAlreadyExistsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidArn = new(
        "InvalidArn", e => new InvalidArnException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidExecutionInput = new(
        "InvalidExecutionInput", e => new InvalidExecutionInputException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidName = new(
        "InvalidName", e => new InvalidNameException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError StateMachineDoesNotExist = new(
        "StateMachineDoesNotExist", e => new StateMachineDoesNotExistException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError StateMachineDeleting = new(
        "StateMachineDeleting", e => new StateMachineDeletingException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError Validation = new(
        "ValidationException", e => new ValidationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Reason = e.Text("reason") });
    private static readonly ModelledError KmsAccessDenied = new(
        "KmsAccessDeniedException", e => new KmsAccessDeniedException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError KmsInvalidState = new(
        "KmsInvalidStateException", e => new KmsInvalidStateException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { KmsKeyState = e.Text("kmsKeyState") });
    private static readonly ModelledError KmsThrottling = new(
        "KmsThrottlingException", e => new KmsThrottlingException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ExecutionDoesNotExist = new(
        "ExecutionDoesNotExist", e => new ExecutionDoesNotExistException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidToken = new(
        "InvalidToken", e => new InvalidTokenException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError StateMachineTypeNotSupported = new(
        "StateMachineTypeNotSupported", e => new StateMachineTypeNotSupportedException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFound", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { ResourceName = e.Text("resourceName") });
    private static readonly ModelledError ExecutionNotRedrivable = new(
        "ExecutionNotRedrivable", e => new ExecutionNotRedrivableException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError TaskDoesNotExist = new(
        "TaskDoesNotExist", e => new TaskDoesNotExistException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidOutput = new(
        "InvalidOutput", e => new InvalidOutputException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError TaskTimedOut = new(
        "TaskTimedOut", e => new TaskTimedOutException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static JsonOperation<StartExecutionRequest, StartExecutionResponse> StartExecution => field ??= new(
        Protocol, StartExecutionJson.Default, "StartExecution", ExecutionLimitExceeded, ExecutionAlreadyExists, InvalidArn, InvalidExecutionInput,
        InvalidName, StateMachineDoesNotExist, StateMachineDeleting, Validation, KmsAccessDenied, KmsInvalidState,
        KmsThrottling);

    public static JsonOperation<DescribeExecutionRequest, DescribeExecutionResponse> DescribeExecution => field ??= new(
        Protocol, DescribeExecutionJson.Default, "DescribeExecution", ExecutionDoesNotExist, InvalidArn, KmsAccessDenied, KmsInvalidState, KmsThrottling);

    public static JsonOperation<ListExecutionsRequest, ListExecutionsResponse> ListExecutions => field ??= new(
        Protocol, ListExecutionsJson.Default, "ListExecutions", InvalidArn, InvalidToken, StateMachineDoesNotExist, StateMachineTypeNotSupported,
        Validation, ResourceNotFound);

    public static JsonOperation<GetExecutionHistoryRequest, GetExecutionHistoryResponse> GetExecutionHistory => field ??= new(
        Protocol, GetExecutionHistoryJson.Default, "GetExecutionHistory", ExecutionDoesNotExist, InvalidArn, InvalidToken, KmsAccessDenied, KmsInvalidState,
        KmsThrottling);

    public static JsonOperation<StopExecutionRequest, StopExecutionResponse> StopExecution => field ??= new(
        Protocol, StopExecutionJson.Default, "StopExecution", ExecutionDoesNotExist, InvalidArn, Validation, KmsAccessDenied, KmsInvalidState,
        KmsThrottling);

    public static JsonOperation<RedriveExecutionRequest, RedriveExecutionResponse> RedriveExecution => field ??= new(
        Protocol, RedriveExecutionJson.Default, "RedriveExecution", ExecutionDoesNotExist, ExecutionNotRedrivable, ExecutionLimitExceeded, InvalidArn,
        Validation);

    public static JsonOperation<DescribeStateMachineRequest, DescribeStateMachineResponse> DescribeStateMachine => field ??= new(
        Protocol, DescribeStateMachineJson.Default, "DescribeStateMachine", InvalidArn, StateMachineDoesNotExist, KmsAccessDenied, KmsInvalidState,
        KmsThrottling);

    public static JsonOperation<ListStateMachinesRequest, ListStateMachinesResponse> ListStateMachines => field ??= new(
        Protocol, ListStateMachinesJson.Default, "ListStateMachines", InvalidToken);

    public static JsonOperation<SendTaskSuccessRequest, SendTaskSuccessResponse> SendTaskSuccess => field ??= new(
        Protocol, SendTaskSuccessJson.Default, "SendTaskSuccess", TaskDoesNotExist, InvalidOutput, InvalidToken, TaskTimedOut, KmsAccessDenied,
        KmsInvalidState, KmsThrottling);

    public static JsonOperation<SendTaskFailureRequest, SendTaskFailureResponse> SendTaskFailure => field ??= new(
        Protocol, SendTaskFailureJson.Default, "SendTaskFailure", TaskDoesNotExist, InvalidToken, TaskTimedOut, KmsAccessDenied, KmsInvalidState,
        KmsThrottling);

    public static JsonOperation<SendTaskHeartbeatRequest, SendTaskHeartbeatResponse> SendTaskHeartbeat => field ??= new(
        Protocol, SendTaskHeartbeatJson.Default, "SendTaskHeartbeat", TaskDoesNotExist, InvalidToken, TaskTimedOut);
}
