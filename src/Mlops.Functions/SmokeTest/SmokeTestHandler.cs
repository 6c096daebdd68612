using System.Text;
using Amazon.Lambda.Core;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;
using Mlops.Domain.Pipelines;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.SmokeTest;

/// <summary>Asks the live endpoint for the golden rows: as many finite predictions as rows, or it is not sound; those of classes are probabilities. Changes nothing, so it may run any number of times.</summary>
internal sealed class SmokeTestHandler(IAmazonSageMakerRuntime runtime, string endpoint, ProblemType problem)
{
    public async Task<SmokeTestOutput> HandleAsync(SmokeTestInput input, ILambdaContext context)
    {
        var request = new InvokeEndpointRequest
        {
            EndpointName = endpoint,
            ContentType = "text/csv",
            Accept = "text/csv",
            Body = new MemoryStream(Encoding.UTF8.GetBytes(input.Golden)),
        };
        try
        {
            var response = await runtime.InvokeEndpointAsync(request, context.Deadline()).ConfigureAwait(false);
            return SmokeTestOutput.Judge(GoldenRows.Count(input.Golden), Encoding.UTF8.GetString(response.Body.ToArray()), problem);
        }
        catch (ModelErrorException exception)
        {
            return SmokeTestOutput.Failed($"The model answered {exception.OriginalStatusCode}: {exception.OriginalMessage ?? exception.Message}", 0);
        }
    }
}

/// <summary>Payload of <c>smoke-test</c>; <c>golden</c> is CSV with a header line.</summary>
public sealed record SmokeTestInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Golden { get; init; }
}
