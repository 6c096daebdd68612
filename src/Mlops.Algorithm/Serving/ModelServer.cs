using System.Net;
using Mlops.Algorithm.Learning;

namespace Mlops.Algorithm.Serving;

/// <summary>SageMaker's serving contract over HTTP: <c>GET /ping</c> and <c>POST /invocations</c>. It listens only once the model is loaded and has scored a row, so an answered ping means ready.</summary>
internal static class ModelServer
{
    public static WebApplication Build(Scorer scorer, IPAddress address, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Listen(address, port);
        });

        var app = builder.Build();
        var invocations = new InvocationEndpoint(scorer);
        app.Use(AnswerFailuresAsync);
        app.MapGet("/ping", (RequestDelegate)(context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        }));
        app.MapPost("/invocations", (RequestDelegate)invocations.HandleAsync);
        return app;
    }

    // A body that breaks HTTP itself (a bad chunk, a short length) surfaces while it is read.
    private static async Task AnswerFailuresAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await FailAsync(context, exception.StatusCode, exception.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // A bug: the log shows where, the client only that.
            await Console.Error.WriteLineAsync(exception.ToString());
            await FailAsync(context, StatusCodes.Status500InternalServerError, "The model server failed; its log says why.");
        }
    }

    private static async Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Json;
        await context.Response.Body.WriteAsync(AnswerWriter.Error(message), context.RequestAborted);
    }
}
