@rem The scripts of package.json begin with "exec", a word of POSIX shells; cmd finds this file instead.
@%*
