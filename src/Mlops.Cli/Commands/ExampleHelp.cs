using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Mlops.Cli.Commands;

/// <summary>Help that ends with examples; a command's examples are given with <see cref="With"/>.</summary>
internal static class ExampleHelp
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Attaches examples, each <c>command  # what it does</c>.</summary>
    public static Command With(this Command command, params string[] examples)
    {
        Examples.Add(command, examples);
        return command;
    }

    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Action((HelpAction)help.Action!);
    }

    /// <summary>The parser's own help, then the examples.</summary>
    internal sealed class Action(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine($"  {example}");
                }

                output.WriteLine();
            }

            return code;
        }
    }
}
