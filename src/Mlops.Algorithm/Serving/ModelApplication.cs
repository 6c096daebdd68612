using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Mlops.Algorithm.Serving;

/// <summary>Answers each request by its path. A connection keeps its context from one request to the next.</summary>
internal sealed class ModelApplication(InvocationEndpoint invocations) : IHttpApplication<DefaultHttpContext>
{
    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        if (contextFeatures is not IHostContextContainer<DefaultHttpContext> connection)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        if (connection.HostContext is { } context)
        {
            context.Initialize(contextFeatures);
            return context;
        }

        return connection.HostContext = new DefaultHttpContext(contextFeatures);
    }

    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();

    public Task ProcessRequestAsync(DefaultHttpContext context) => context.Request.Path.Value switch
    {
        "/ping" => RequireAsync(context, HttpMethods.Get, static _ => Task.CompletedTask),
        "/invocations" => RequireAsync(context, HttpMethods.Post, invocations.HandleAsync),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound),
    };

    private static Task RequireAsync(HttpContext context, string method, RequestDelegate handle)
    {
        if (HttpMethods.Equals(context.Request.Method, method))
        {
            return AnswerFailuresAsync(context, handle);
        }

        context.Response.Headers.Allow = method;
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // A body that breaks HTTP itself (a bad chunk, a short length) surfaces while it is read.
    private static async Task AnswerFailuresAsync(HttpContext context, RequestDelegate handle)
    {
        try
        {
            await handle(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await context.Response.FailAsync(exception.StatusCode, exception.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // A bug: the log shows where, the client only that.
            await Console.Error.WriteLineAsync(exception.ToString());
            await context.Response.FailAsync(StatusCodes.Status500InternalServerError, "The model server failed; its log says why.");
        }
    }
}
