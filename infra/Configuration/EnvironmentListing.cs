using System.Text.Json;

namespace Mlops.Infra.Configuration;

/// <summary>Tells scripts the environments in the order of promotion, as JSON.</summary>
public static class EnvironmentListing
{
    /// <summary>The chain to <paramref name="output"/>, and true; or every problem with it to <paramref name="errors"/>.</summary>
    public static bool Write(AppSettings settings, TextWriter output, TextWriter errors)
    {
        var problems = new List<Problem>();
        var chain = new EnvironmentFile(problems).ReadChain(settings);
        if (problems.Count == 0)
        {
            output.WriteLine(JsonSerializer.Serialize(chain.Select(each => new { each.Name, each.Account, each.Region }), JsonSerializerOptions.Web));
        }

        problems.ForEach(errors.WriteLine);
        return problems.Count == 0;
    }
}
