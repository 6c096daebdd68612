using Mlops.Bench.Common;
using Mlops.Bench.Serving;

if (args is not [var page, var data, var algorithm, var python, var gunicorn, var scripts, var work, var secondsText] || !int.TryParse(secondsText, out var seconds))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.Serving PAGE.md DATA.csv ALGORITHM PYTHON GUNICORN SCRIPTS WORK_FOLDER SECONDS; bench/run.sh serving passes these.");
    return 2;
}

var models = new Models(data, work);
models.TrainOwn(algorithm);
models.Fit(python, scripts, "sklearn");
models.Fit(python, scripts, "xgboost");

Dictionary<string, string> Python(string kind) => new()
{
    ["MODEL"] = models.File(kind + ".pickle"),
    ["PYTHONPATH"] = $"{scripts}:{scripts}/../Common",
    ["OMP_NUM_THREADS"] = "1",
};
string[] flask = [gunicorn, "--workers", "2", "--bind", "127.0.0.1:{port}", "--chdir", scripts, "app:app"];
using var own = new Server("this product", [algorithm, "serve"], new() { ["ML_ROOT"] = models.Root, ["SAGEMAKER_BIND_TO_PORT"] = "{port}" });
using var sklearn = new Server("Flask, scikit-learn", flask, Python("sklearn"));
using var xgboost = new Server("Flask, XGBoost", flask, Python("xgboost"));

var contest = new Contest(own, sklearn, xgboost, models, Path.Combine(scripts, "post.lua"));
await contest.RunAsync(seconds);
contest.Publish(page, Machine.Ask(python, "-c", "import platform,flask,gunicorn,sklearn,xgboost;print('Python',platform.python_version()+', Flask',flask.__version__+', gunicorn',gunicorn.__version__+', scikit-learn',sklearn.__version__+', XGBoost',xgboost.__version__)"));
return 0;
