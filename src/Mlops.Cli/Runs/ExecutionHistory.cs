using System.Runtime.CompilerServices;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Cli.Runs;

/// <summary>An execution's history, page after page.</summary>
internal static class ExecutionHistory
{
    public static IAsyncEnumerable<HistoryEvent> ReadAsync(IAmazonStepFunctions stepFunctions, string executionArn, bool includeData, CancellationToken cancellationToken) =>
        PagesAsync(stepFunctions, new GetExecutionHistoryRequest { ExecutionArn = executionArn, MaxResults = 1000, IncludeExecutionData = includeData }, cancellationToken);

    /// <summary>From its newest event back: for whoever stops at what it knows, which is little further on, so that pages are small.</summary>
    public static IAsyncEnumerable<HistoryEvent> NewestFirstAsync(IAmazonStepFunctions stepFunctions, string executionArn, bool includeData, CancellationToken cancellationToken) =>
        PagesAsync(stepFunctions, new GetExecutionHistoryRequest { ExecutionArn = executionArn, MaxResults = 20, ReverseOrder = true, IncludeExecutionData = includeData }, cancellationToken);

    private static async IAsyncEnumerable<HistoryEvent> PagesAsync(
        IAmazonStepFunctions stepFunctions, GetExecutionHistoryRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await stepFunctions.GetExecutionHistoryAsync(request, cancellationToken);
            foreach (var item in page.Events)
            {
                yield return item;
            }

            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
    }
}
