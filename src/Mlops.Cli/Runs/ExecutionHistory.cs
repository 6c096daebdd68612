using System.Runtime.CompilerServices;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Cli.Runs;

/// <summary>An execution's history, page after page.</summary>
internal static class ExecutionHistory
{
    public static async IAsyncEnumerable<HistoryEvent> ReadAsync(
        IAmazonStepFunctions stepFunctions, string executionArn, bool includeData, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new GetExecutionHistoryRequest { ExecutionArn = executionArn, MaxResults = 1000, IncludeExecutionData = includeData };
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
