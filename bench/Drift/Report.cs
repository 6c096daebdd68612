using System.Globalization;
using System.Text;
using Mlops.Bench.Common;
using Mlops.Domain.Drift;

namespace Mlops.Bench.Drift;

/// <summary>Holds the figures against each other, and writes the table.</summary>
internal static class Report
{
    /// <summary>Times only count for equal answers: the exact path must give scipy's, the sketches nearly so.</summary>
    public static void Check(Figures[] exact, DriftAnalysis sketched, DriftAnalysis fromFiles, PythonRun scipy)
    {
        for (var i = 0; i < exact.Length; i++)
        {
            var (ours, theirs) = (exact[i], scipy.Columns[i]);
            Require(Math.Abs(ours.Ks - theirs.Ks) < 1e-9 && Near(ours.Psi, theirs.Psi) && Near(ours.Chi2, theirs.Chi2) && Near(ours.JensenShannon, theirs.JensenShannon),
                $"{Table.Headers[i]}: {ours} is not scipy's {theirs}");
        }

        foreach (var column in sketched.Columns.Concat(fromFiles.Columns))
        {
            var theirs = scipy.Columns[Array.IndexOf(Table.Headers, column.Name)];
            double Value(DriftStatistic statistic) => column.Tests.SingleOrDefault(test => test.Statistic == statistic)?.Value ?? 0;
            Require(Math.Abs(Value(DriftStatistic.KolmogorovSmirnov) - theirs.Ks) < 0.004 && Math.Abs(Value(DriftStatistic.Psi) - theirs.Psi) < 0.02,
                $"{column.Name}: the profile's KS {Value(DriftStatistic.KolmogorovSmirnov)}, PSI {Value(DriftStatistic.Psi)} are not scipy's {theirs}");
        }
    }

    public static void Publish(string page, int rows, Measurements ms, long bytes, PythonRun scipy)
    {
        var table = new StringBuilder();
        void Line(string what, Time time, Time against) => table.AppendLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {time.Wall:N0} | {time.Processor:N0} | {against.Wall / time.Wall:0.0}x | {against.Processor / time.Processor:0.0}x |"));
        var scipyWhole = scipy.Read + scipy.Statistics;
        table.AppendLine("| what | ms | processor ms | faster than Python | by processor time |").AppendLine("|---|---:|---:|---:|---:|");
        Line("pandas and scipy: statistics", scipy.Statistics, scipy.Statistics);
        Line("C#, exact, 1 thread", ms.Exact1, scipy.Statistics);
        Line("C#, exact, 2 threads", ms.Exact2, scipy.Statistics);
        Line("C#, profiles of both and analysis, 1 thread", ms.Profile1, scipy.Statistics);
        Line("C#, profiles of both and analysis, 2 threads", ms.Profile2, scipy.Statistics);
        Line("C#, profile of the current rows against a stored baseline (what `monitor` does), 1 thread", ms.Monitor, scipy.Statistics);
        Line("pandas: read both files", scipy.Read, scipy.Read);
        Line("C#: read both files, 1 thread", ms.Parse, scipy.Read);
        Line("pandas and scipy: files to verdict", scipyWhole, scipyWhole);
        Line("C#: files to verdict, 1 thread", ms.ParseAndProfile, scipyWhole);
        BenchmarkPage.Write(page, "drift", Section(table, rows, ms, bytes, scipy));
    }

    private static string Section(StringBuilder table, int rows, Measurements ms, long bytes, PythonRun scipy) => string.Create(CultureInfo.InvariantCulture, $"""
        ## Drift statistics

        `bench/run.sh drift`: two tables of {rows:N0} rows, 16 numeric and 4 categorical columns, {bytes / 1e6:N0} MB of CSV in all; KS, PSI, chi-square
        and Jensen-Shannon of every column. Both sides read the same files and run in one go; each time is the best of three. The exact figures equal
        scipy's, and the profiles' differ by less than 0.004 in KS and 0.02 in PSI, else the bench fails. {scipy.Versions}; {Machine.Describe()}.

        {table.ToString().TrimEnd()}

        Reading CSV takes {ms.Parse.Processor / ms.ParseAndProfile.Processor:0%} of the processor time from files to a verdict.

        """);

    private static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 + (1e-6 * Math.Abs(right));

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException(problem);
        }
    }
}
