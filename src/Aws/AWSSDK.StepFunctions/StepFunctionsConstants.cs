using System.Text.Json.Serialization;
using Amazon.Shared;

namespace Amazon.StepFunctions;

/// <summary>How each constant of the Step Functions API is read from its string.</summary>
internal static class StepFunctionsConstants
{
    public static JsonConverter[] Converters() =>
    [
        new ConstantClassConverter<EncryptionType>(EncryptionType.FindValue),
        new ConstantClassConverter<ExecutionRedriveFilter>(ExecutionRedriveFilter.FindValue),
        new ConstantClassConverter<ExecutionRedriveStatus>(ExecutionRedriveStatus.FindValue),
        new ConstantClassConverter<ExecutionStatus>(ExecutionStatus.FindValue),
        new ConstantClassConverter<HistoryEventType>(HistoryEventType.FindValue),
        new ConstantClassConverter<IncludedData>(IncludedData.FindValue),
        new ConstantClassConverter<KmsKeyState>(KmsKeyState.FindValue),
        new ConstantClassConverter<LogLevel>(LogLevel.FindValue),
        new ConstantClassConverter<StateMachineStatus>(StateMachineStatus.FindValue),
        new ConstantClassConverter<StateMachineType>(StateMachineType.FindValue),
        new ConstantClassConverter<ValidationExceptionReason>(ValidationExceptionReason.FindValue),
    ];
}
