/**
 * What keeps the database from opening, being copied or brought up to date,
 * in simplified Chinese: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { STORE_EN } from "./store-en.ts";

export const STORE_ZH: Readonly<Record<keyof typeof STORE_EN, CodeWords>> = {
  "store/data-in-use": ["另一个 Mailport 正在使用此数据目录。", "请停止它，或改用别的目录。"],
  "store/data-of-other-version": [
    "此数据由另一个 PostgreSQL 主版本创建。",
    "请用旧版本备份，再用本版本恢复。",
  ],
  "store/data-not-a-database": [
    "该目录有文件，但不是本系统的数据库。",
    "请指定空目录或正确的目录。",
  ],
  "store/data-unreachable": ["运行数据库的用户无法读取此目录。", "请指定该用户可读的目录。"],
  "store/binaries-missing": [
    "本机所需的数据库程序没有安装。",
    "请重新安装并包含可选包，或用 DATABASE_URL 指定服务器。",
  ],
  "store/database-did-not-start": [
    "数据库没有启动。",
    "请查看日志末尾；常见原因是磁盘已满或内存不足。",
  ],
  "store/database-could-not-be-made": ["无法在此目录创建数据库。", "请检查目录可写且空间足够。"],
  "store/roles-missing": ["服务器缺少 Mailport 所需的数据库角色。", "请管理员按提示创建。"],
  "store/server-too-old": ["PostgreSQL 版本太旧[：{found}]。", "请使用较新的版本。"],
  "store/database-of-another-owner": [
    "数据库[ {name} ]属于其他用户。",
    "请指定别的数据库或更改其所有者。",
  ],
  "store/database-other-encoding": [
    "数据库[ {name} ]不是 UTF-8 编码。",
    "请创建 UTF-8 编码的数据库。",
  ],
  "store/migration-list-broken": ["迁移列表有缺号或重号。", "请重新安装 Mailport；缺少文件。"],
  "store/migration-changed": ["已执行的迁移文件被改动[：{file}]。", "请恢复原文件。"],
  "store/migration-from-later-version": [
    "更新版本的 Mailport 使用过此数据库[：{name}]。",
    "请启动较新的版本。",
  ],
  "store/migration-failed": ["迁移失败，未保留任何改动[：{file}]。", "请阅读提示并报告。"],
  "store/backup-failed": ["备份没有完成。", "请检查磁盘空间后重试。"],
  "store/backup-damaged": ["备份中有文件缺失或损坏[：{path}]。", "请使用另一份备份。"],
  "store/target-not-empty": ["目标目录不是空的。", "请指定空目录。"],
  "store/signature-key-damaged": [
    "签名密钥不是 PEM 格式的 RSA 或 SM2 密钥。",
    "请重新放置密钥或移走该文件，然后重新启动。",
  ],
  "store/signature-key-there": [
    "已有另一种方法的签名密钥[：{found}]。",
    "请先移走该文件，再生成新的密钥。",
  ],
  "store/signature-methods-damaged": [
    "签名方法文件内容不正确。",
    "请修正或移走该文件，然后重新启动。",
  ],
  "store/key-damaged": ["密钥文件损坏。", "请从备份恢复；没有它无法读取个人数据。"],
  "store/other-master-key": [
    "此数据库建立时使用的主密钥与本数据目录的不同[：{path}]。",
    "请指定建立时的数据目录，或把其密钥放到此处。",
  ],
  "store/key-open-to-others": ["其他用户可以读取密钥文件。", "请收回其权限（模式 0600）。"],
  "store/server-unreachable": [
    "无法连接 DATABASE_URL 指定的数据库服务器。",
    "请检查地址、网络以及服务器是否运行。",
  ],
};
